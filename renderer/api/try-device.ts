import { type AnswerOf, answerOf, api } from './client.ts';
import type { operations } from './schema.gen.d.ts';

export type Tried = AnswerOf<'postTryDevice'>;
export type TriedNetwork = AnswerOf<'postTryNetwork'>['items'];
export type TryRequest = NonNullable<operations['postTryDevice']['requestBody']>['content']['application/json'];

/** What a device that asks so would be answered; nothing is used up. */
export const tryDevice = (body: TryRequest): Promise<Tried> => answerOf(api.POST('/admin/v1/try-device', { body }));

/** Whether the addresses that devices are told answer. */
export const tryNetwork = async (): Promise<TriedNetwork> => (await answerOf(api.POST('/admin/v1/try-network'))).items;
