/** Takes the focus to the title of the view: what had it is gone. */
export function focusTitle(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}
