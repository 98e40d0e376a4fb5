/** How many of the refusals on a row were for no other reason than that new seats were paused. */
export const pausedRefusals = `
ALTER TABLE denial ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
`;
