import { DeviceError } from './device-error.js';

/** A file that is not a shared library of the kind that the loader takes; the message names the file. */
export class BadLibraryError extends DeviceError {}
