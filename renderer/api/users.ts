import { answerOf, api, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type User = RowOf<'getUsers'>;
export type Token = RowOf<'getTokens'>;

/** Users of the console; the first 500. */
export const usersQuery = liveQuery(['settings', 'users'], () =>
  answerOf(api.GET('/admin/v1/users', { params: { query: { limit: 500 } } })),
);

/** API tokens; the first 500. */
export const tokensQuery = liveQuery(['settings', 'tokens'], () =>
  answerOf(api.GET('/admin/v1/tokens', { params: { query: { limit: 500 } } })),
);

export type NewUser = { readonly name: string; readonly role: User['role']; readonly password: string };

export const addUser = (user: NewUser): Promise<User> => answerOf(api.POST('/admin/v1/users', { body: user }));

export type UserChange = { readonly name: string; readonly role?: User['role']; readonly password?: string };

export function changeUser({ name, ...change }: UserChange): Promise<User> {
  return answerOf(api.PATCH('/admin/v1/users/{name}', { params: { path: { name } }, body: change }));
}

export async function removeUser(name: string): Promise<void> {
  await answerOf(api.DELETE('/admin/v1/users/{name}', { params: { path: { name } } }));
}

export type NewToken = { readonly name: string; readonly role: Token['role'] };

/** The token itself stands in the answer, once. */
export const addToken = (token: NewToken) => answerOf(api.POST('/admin/v1/tokens', { body: token }));

export async function removeToken(id: string): Promise<void> {
  await answerOf(api.DELETE('/admin/v1/tokens/{id}', { params: { path: { id } } }));
}
