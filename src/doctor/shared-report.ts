import type { DoctorReport } from './check.js';

/** How long a report is good for whoever asks, milliseconds. */
const validMs = 5000;

/** One examination at a time, whose report all share who ask meanwhile or shortly after: asking often costs nothing. */
export class SharedReport {
  #report: Promise<DoctorReport> | null = null;

  constructor(private readonly examine: () => Promise<DoctorReport>) {}

  now(): Promise<DoctorReport> {
    if (this.#report !== null) return this.#report;
    const report = this.examine();
    this.#report = report;
    const forget = (): void => {
      this.#report = null;
    };
    report.then(() => setTimeout(forget, validMs).unref(), forget);
    return report;
  }
}
