import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { builder } from '../builder.js';
import { UploadedFile } from './uploaded-file.js';

builder.scalarType('File', {
  description:
    'A file that comes with the request as multipart/form-data (graphql-multipart-request-spec). In the variables it is null; the field `map` says which part belongs there.',
  parseValue: (value) => {
    if (value instanceof UploadedFile) return value;
    throw new InvalidInputError('A File must come as a part of a multipart request.');
  },
  parseLiteral: () => {
    throw new InvalidInputError('A File cannot be written into the query. Pass it as a variable.');
  },
  serialize: () => {
    throw new TypeError('A File is never part of an answer.');
  },
});
