/** A file among the variables of an operation. */
export interface VariableUpload {
  /** Where it is, such as `variables.images.0.upload`. */
  readonly path: string;
  readonly name: string;
}

export interface PlainVariables {
  /** With null in the place of each file, as the multipart request specification asks for. */
  readonly variables: unknown;
  readonly uploads: readonly VariableUpload[];
}

/** Takes the files out of the variables of an operation. */
export function uploadsInVariables(variables: unknown): PlainVariables {
  const uploads: VariableUpload[] = [];
  const plain = (value: unknown, path: string): unknown => {
    if (value instanceof Blob) {
      uploads.push({ path, name: value instanceof File ? value.name : 'picture' });
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, plain(item, `${path}.${key}`)]),
    );
  };
  return { variables: plain(variables, 'variables'), uploads };
}
