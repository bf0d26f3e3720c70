import { builder } from '../builder.js';

export const CaptionStatusType = builder.enumType('CaptionStatus', {
  description: 'How far a caption is. SUCCEEDED, FAILED and CANCELED are final.',
  values: {
    QUEUED: { description: 'Waits for its turn.' },
    PREPROCESSING: { description: 'The picture is decoded and resized.' },
    RUNNING: { description: 'The model looks at the picture.' },
    RETRYING: { description: 'A run was lost and will be tried again.' },
    SUCCEEDED: { description: 'The text is there.' },
    FAILED: { description: 'There will be no text; `error` says why.' },
    CANCELED: { description: 'It was given up before it was ready.' },
  },
});
