import * as Type from 'typebox';
import { addUser, changeUser, removeUser } from '../../../operations/users.ts';
import { listAnswer, listQuery, pageOf } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, Password, Roles, Text, UserName } from './shapes.ts';

const User = Type.Object({ name: Text, role: Roles, createdAt: Epoch });

export const userRoutes: readonly Route[] = [
  defineRoute(
    'GET /users',
    { right: 'admin', summary: 'Users of the console', query: listQuery({}), answer: listAnswer(User) },
    async ({ deps, query }) => {
      const users = [...deps.access.current.users.values()];
      const rows = users.map(({ name, role, createdAt }) => ({ name, role, createdAt }));
      return pageOf(rows, query, { textOf: ({ name, role }) => `${name} ${role}`, keyOf: ({ name }) => name });
    },
  ),
  defineRoute(
    'POST /users',
    {
      right: 'admin',
      summary: 'Add a user',
      body: Type.Object({ name: UserName, role: Roles, password: Password }),
      status: 201,
      answer: User,
    },
    async ({ deps, caller, body, once }) => addUser(deps, { ...pick(body), actor: caller.actor, once }),
  ),
  defineRoute(
    'PATCH /users/:name',
    {
      right: 'admin',
      summary: 'Change the role or the password of a user, whose sessions end',
      body: Type.Object({ role: Type.Optional(Roles), password: Type.Optional(Password) }),
      answer: User,
    },
    async ({ deps, caller, body, param }) => {
      const { role, password } = body;
      return changeUser(deps, { name: param('name'), role, password, actor: caller.actor });
    },
  ),
  defineRoute(
    'DELETE /users/:name',
    { right: 'admin', summary: 'Remove a user and end his sessions', answer: null },
    async ({ deps, caller, param }) => removeUser(deps, { name: param('name'), actor: caller.actor }),
  ),
];

type NewUser = Parameters<typeof addUser>[1];

const pick = ({ name, role, password }: Pick<NewUser, 'name' | 'role' | 'password'>) => ({ name, role, password });
