import { builder } from '../builder.js';
import { ProfileType } from './profile.js';
import { ProfileInputType } from './profile-input.js';

builder.mutationField('createProfile', (t) =>
  t.field({
    type: ProfileType,
    authScopes: { admin: true },
    description:
      'Adds a profile. INVALID_INPUT for a name that is taken, a parameter out of range or set by the command line or environment of the server, and parameters that contradict each other.',
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
      'Changes a profile; if it is the active one, answers when the engine serves it so. NOT_FOUND for an unknown name, INVALID_INPUT for a built-in profile and as `createProfile`.',
    args: {
      name: t.arg.string({ required: true, description: 'Its present name.' }),
      input: t.arg({ type: ProfileInputType, required: true, description: 'What to change.' }),
    },
    resolve: (_root, { name, input }, { profiles }) => profiles.update(name, input),
  }),
);

builder.mutationField('deleteProfile', (t) =>
  t.boolean({
    authScopes: { admin: true },
    description:
      'Removes a profile; its captions stay, and what is not captioned yet takes the active profile. True when it is removed; NOT_FOUND for an unknown name, INVALID_INPUT for a built-in profile and the active one.',
    args: { name: t.arg.string({ required: true, description: 'Its name.' }) },
    resolve: async (_root, { name }, { profiles }) => {
      await profiles.delete(name);
      return true;
    },
  }),
);

builder.mutationField('activateProfile', (t) =>
  t.field({
    type: ProfileType,
    authScopes: { admin: true },
    description:
      'Makes a profile the one that is used where none is named, and answers when the engine serves it. Nothing in flight is lost. NOT_FOUND for an unknown name, INVALID_INPUT when what the command line or environment of the server sets contradicts it.',
    args: { name: t.arg.string({ required: true, description: 'Its name.' }) },
    resolve: (_root, { name }, { profiles }) => profiles.activate(name),
  }),
);
