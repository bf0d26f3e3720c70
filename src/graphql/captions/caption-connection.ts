import { builder } from '../builder.js';
import { CaptionType } from './caption.js';

export const CaptionEdge = builder.edgeObject({
  name: 'CaptionEdge',
  description: 'A caption at its place in the list.',
  type: CaptionType,
});

export const CaptionConnection = builder.connectionObject(
  { name: 'CaptionConnection', description: 'A page of captions.', type: CaptionType },
  CaptionEdge,
);
