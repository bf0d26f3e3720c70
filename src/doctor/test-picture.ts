/** A PNG of 64 by 64 pixels: a sky over a meadow, and a sun. */
export const testPicture: { readonly png: Buffer; readonly width: number; readonly height: number } = {
  width: 64,
  height: 64,
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAACVBMVEVuquY8jDz/3FAJEunJAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAQElEQVRYw+3TsQ0AIAzEwPD7D03BBjgSCOw+V+Wr7LOygufbRAIFCiRQELgBOP9IfAt8jWb2fAMmICAgICDQCkxknggD7Y/s1wAAAABJRU5ErkJggg==',
    'base64',
  ),
};
