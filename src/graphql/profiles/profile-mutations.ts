import { builder } from '../builder.js';
import { ProfileType } from './profile.js';
import { ProfileInputType } from './profile-input.js';

builder.mutationField('createProfile', (t) =>
  t.field({
    type: ProfileType,
    authScopes: { admin: true },
    description: 'Adds a profile. INVALID_INPUT for a name that is taken or a parameter out of range.',
    args: {
      input: t.arg({ type: ProfileInputType, required: true, description: 'Its name and parameters.' }),
    },
    resolve: (_root, { input }, { profiles }) => profiles.create(input),
  }),
);

builder.mutationField('updateProfile', (t) =>
  t.field({
    type: ProfileType,
    authScopes: { admin: true },
    description:
      'Changes a profile; if it is the active one, answers when the engine serves it so. NOT_FOUND for an unknown name, INVALID_INPUT for a built-in profile or a parameter out of range.',
    args: {
      name: t.arg.string({ required: true, description: 'Its present name.' }),
      input: t.arg({ type: ProfileInputType, required: true, description: 'What to change.' }),
    },
    resolve: (_root, { name, input }, { profiles }) => profiles.update(name, input),
  }),
);

builder.mutationField('activateProfile', (t) =>
  t.field({
    type: ProfileType,
    authScopes: { admin: true },
    description:
      'Makes a profile the one that is used where none is named, and answers when the engine serves it. Nothing in flight is lost. NOT_FOUND for an unknown name.',
    args: { name: t.arg.string({ required: true, description: 'Its name.' }) },
    resolve: (_root, { name }, { profiles }) => profiles.activate(name),
  }),
);
