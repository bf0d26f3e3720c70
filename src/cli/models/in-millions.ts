/** A number of parameters for people: `33.5 M`. */
export function inMillions(count: number): string {
  return `${(count / 1e6).toFixed(1)} M`;
}
