/** Lets the browser save a file. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has it by the end of the click's own work.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
