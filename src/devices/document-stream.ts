const opening = '<nvidia_smi_log';
const closing = '</nvidia_smi_log>';

/** A document of eight GPUs has about 1 MiB. */
const longestDocument = 16 * 1024 * 1024;
const longestRemark = 2000;

/**
 * Cuts what nvidia-smi prints into its XML documents, in whatever pieces the pipe delivers it. A document that was cut off
 * before the next one began is dropped; text between documents is kept as a remark.
 */
export class DocumentStream {
  #buffer = '';
  /** Where the search for the end goes on. */
  #searched = 0;
  #remark = '';

  constructor(private readonly longest = longestDocument) {}

  /** What was printed outside documents, its end if it was long: why there are none, mostly. */
  get remark(): string {
    return (this.#remark + this.#buffer).slice(-longestRemark).trim();
  }

  /** @returns the documents that this piece completes, in order */
  push(piece: string): string[] {
    this.#buffer += piece;
    const documents: string[] = [];
    for (let end = this.#nextEnd(); end !== -1; end = this.#nextEnd()) {
      const start = this.#buffer.lastIndexOf(opening, end);
      if (start !== -1) documents.push(this.#buffer.slice(start, end + closing.length));
      this.#note(this.#buffer.slice(0, Math.max(0, start)));
      this.#buffer = this.#buffer.slice(end + closing.length);
      this.#searched = 0;
    }
    // An end may lie across two pieces.
    this.#searched = Math.max(0, this.#buffer.length - closing.length);
    if (this.#buffer.length > this.longest) this.#drop();
    return documents;
  }

  #nextEnd(): number {
    return this.#buffer.indexOf(closing, this.#searched);
  }

  #note(text: string): void {
    this.#remark = (this.#remark + text.replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, '')).slice(-longestRemark);
  }

  #drop(): void {
    this.#note(this.#buffer.slice(-longestRemark));
    this.#buffer = '';
    this.#searched = 0;
  }
}
