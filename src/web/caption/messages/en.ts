export const en = { title: 'Caption pictures' };
