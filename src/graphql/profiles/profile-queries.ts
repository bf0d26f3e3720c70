import { builder } from '../builder.js';
import { ProfileType } from './profile.js';

builder.queryField('profiles', (t) =>
  t.field({
    type: [ProfileType],
    description: 'All profiles, the oldest first.',
    resolve: (_root, _args, { profiles }) => profiles.list(),
  }),
);

builder.queryField('profile', (t) =>
  t.field({
    type: ProfileType,
    nullable: true,
    description: 'One profile. Null when there is none of that name.',
    args: { name: t.arg.string({ description: 'Its name; the active profile when absent.' }) },
    resolve: (_root, { name }, { profiles }) => (name == null ? profiles.active() : profiles.byName(name)),
  }),
);
