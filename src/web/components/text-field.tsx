import { useId, type ComponentProps, type ReactNode } from 'react';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'onChange' | 'className'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly hint?: string;
  /** What is wrong with it, in words. */
  readonly problem?: string | null;
  readonly onText: (text: string) => void;
}

/** A line of text with its label, and beneath it what is wrong or what it is for. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, labelHidden = false, hint, problem = null, onText, ...rest } = props;
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="field">
      <label className={labelHidden ? 'visually-hidden' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className="input"
        aria-invalid={problem !== null}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={({ target }) => {
          onText(target.value);
        }}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === null ? 'field-hint' : 'field-problem'}>
          {note}
        </p>
      )}
    </div>
  );
}
