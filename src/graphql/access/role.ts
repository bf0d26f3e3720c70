import { builder } from '../builder.js';

export const RoleType = builder.enumType('Role', {
  description: 'What a key allows.',
  values: {
    CLIENT: { description: 'To have pictures captioned, and to see its own captions and jobs.' },
    ADMIN: { description: 'Everything, and to see the captions and jobs of all.' },
  },
});
