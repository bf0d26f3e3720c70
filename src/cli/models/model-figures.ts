export function inMillions(count: number): string {
  return `${(count / 1e6).toFixed(1)} M`;
}

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
