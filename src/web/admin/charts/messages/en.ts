/** The words around drawings. */
export const en = {
  asTable: 'Show as a table',
  tableOf: (title: string) => `${title}: all values`,
  time: 'Time',
  nothing: 'Nothing happened in this time.',
};
