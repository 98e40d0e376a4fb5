/** A figure for each weekday (0: Monday) and hour; null: none. */
export type WeekFigures = readonly (readonly (number | null)[])[];
