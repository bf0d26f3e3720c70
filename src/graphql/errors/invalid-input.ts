import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { builder } from '../builder.js';
import { ErrorInterface } from './error-interface.js';

builder.objectType(InvalidInputError, {
  name: 'InvalidInput',
  description: 'The request itself is wrong; sent again as it is it will fail again.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    path: t.stringList({
      nullable: { list: true, items: false },
      description: 'Which argument is meant, from the outside in; null where it is none in particular.',
      resolve: ({ argumentPath }) => (argumentPath === null ? null : [...argumentPath]),
    }),
  }),
});
