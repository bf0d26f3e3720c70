import { countedInEnglish, inEnglish } from '../../i18n/messages.js';

const pictures = (count: number): string => countedInEnglish(count, 'picture', 'pictures');

/** The words of the view that captions pictures. */
export const en = {
  title: 'Caption',
  lead: 'Drop pictures here and read what is on them. They go to this server only.',
  dropTitle: 'Drop pictures or folders here',
  dropHint: 'Or paste them, or choose them. JPEG, PNG, WebP, GIF, TIFF and AVIF, up to 50 MB each.',
  dropNow: 'Let go to caption them',
  choosePictures: 'Choose pictures',
  chooseFolder: 'Choose a folder',
  address: 'Address of a picture',
  addressPlaceholder: 'https://…/picture.jpg',
  addAddress: 'Add',
  notAnAddress: 'Enter an address that begins with http:// or https://.',
  added: (count: number) => `${pictures(count)} added.`,
  leftOut: (count: number) => `${countedInEnglish(count, 'file was', 'files were')} left out:`,
  leftOutMore: (count: number) => `and ${inEnglish(count)} more`,
  leftOutReasons: {
    'too-large': 'is larger than 50 MB',
    unsupported: 'is not a picture that can be read',
    empty: 'is empty',
  },
  dismiss: 'Dismiss',
  progress: 'Progress',
  list: 'Pictures',
  done: (done: number, total: number) => `${inEnglish(done)} of ${pictures(total)} done`,
  failed: (count: number) => `${inEnglish(count)} failed`,
  canceled: (count: number) => `${inEnglish(count)} canceled`,
  unsentCount: (count: number) => `${inEnglish(count)} not sent yet`,
  timeLeft: (duration: string) => `about ${duration} left`,
  finished: (count: number, failed: number) =>
    failed === 0
      ? `${countedInEnglish(count, 'caption is', 'captions are')} ready.`
      : `${countedInEnglish(count, 'caption is', 'captions are')} ready, ${pictures(failed)} failed.`,
  holds: {
    'server-full': 'The server is full. It goes on by itself as soon as there is room.',
    'too-often': 'The server allows no more requests for a moment. It goes on by itself.',
    unreachable: 'The server cannot be reached. It goes on by itself as soon as it can.',
    key: 'The server wants a key before it takes the pictures.',
  },
  cancel: 'Cancel',
  retry: 'Try again',
  clear: 'Clear',
  clearTitle: 'Clear the page?',
  clearWarning: 'What is not captioned yet is given up. Captions that are ready stay in the history.',
  download: 'Download',
  downloads: {
    csv: { label: 'CSV', detail: 'for tables' },
    json: { label: 'JSON', detail: 'for programs' },
    zip: { label: 'Text files', detail: 'ZIP, one a picture' },
    html: { label: 'HTML', detail: 'with alt texts' },
  },
  copyAll: 'Copy all',
  unsent: { UNSENT: 'Waiting to be sent', SENDING: 'Sending' },
  problems: {
    unreadable: 'The file was changed or removed since it was chosen. Choose it again.',
    gone: 'The server does not know this job any more. Send the picture again.',
  },
  captionOf: (name: string) => `Caption of ${name}`,
  copyCaption: (name: string) => `Copy the caption of ${name}`,
  otherWordings: 'Other wordings',
  useWording: 'Use this',
  original: 'As the model said it',
};
