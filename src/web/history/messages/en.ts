export const en = { title: 'History' };
