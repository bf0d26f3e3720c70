import { useId, type ReactNode } from 'react';
import { Icon } from './icons.js';

export interface SelectProps<T extends string> {
  readonly label: string;
  /** Shows the label to readers only, where the choices speak for themselves. */
  readonly labelHidden?: boolean;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of several, by the control of the system: the best there is on phones. */
export function Select<T extends string>(props: SelectProps<T>): ReactNode {
  const { label, labelHidden = false, value, choices, onChange } = props;
  const id = useId();
  return (
    <div className="field">
      <label className={labelHidden ? 'visually-hidden' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      <div className="select">
        <select
          id={id}
          className="input"
          value={value}
          onChange={({ target }) => {
            const chosen = choices.find((choice) => choice.value === target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} />
      </div>
    </div>
  );
}
