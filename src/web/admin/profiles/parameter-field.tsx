import { useId, type ReactNode } from 'react';
import { Icon } from '../../components/icons.js';
import { useMessages } from '../../i18n/messages.js';
import { profilesMessages } from './messages/tables.js';
import { ruleOf, type ParameterName } from './parameters.js';

export interface ParameterFieldProps {
  readonly name: ParameterName;
  readonly text: string;
  /** What is wrong with it, in words. */
  readonly problem: string | null;
  /** Names of the models that there are. */
  readonly models: readonly string[];
  readonly onText: (text: string) => void;
  /** What was typed can be judged now. */
  readonly onLeave: () => void;
}

/** A parameter: its name, what it does, the control that suits it, and what is wrong with its value. */
export function ParameterField(props: ParameterFieldProps): ReactNode {
  const words = useMessages(profilesMessages);
  const id = useId();
  const { label, text, empty } = words.parameters[props.name];
  const described = props.problem === null ? `${id}-text` : `${id}-problem ${id}-text`;
  return (
    <div className="parameter">
      <div className="parameter-words">
        <label className="parameter-label" htmlFor={id}>
          {label}
        </label>{' '}
        <code className="soft">{props.name}</code>
        <p id={`${id}-text`} className="parameter-text">
          {text}
          {empty !== undefined && ` ${words.empty(empty)}`}
        </p>
      </div>
      <div className="parameter-control">
        <Control {...props} id={id} described={described} />
        {props.problem !== null && (
          <p id={`${id}-problem`} className="field-problem">
            {props.problem}
          </p>
        )}
      </div>
    </div>
  );
}

interface ControlProps extends ParameterFieldProps {
  readonly id: string;
  readonly described: string;
}

function Control(props: ControlProps): ReactNode {
  const words = useMessages(profilesMessages);
  const { name, text, problem, models, onText, onLeave, id, described } = props;
  const rule = ruleOf(name);
  const shared = { id, 'aria-describedby': described, 'aria-invalid': problem !== null, onBlur: onLeave };
  if (rule.kind === 'SWITCH') {
    const on = text === 'true';
    return (
      <span className="switch">
        <input
          {...shared}
          type="checkbox"
          role="switch"
          checked={on}
          onChange={({ target }) => {
            onText(String(target.checked));
            onLeave();
          }}
        />
        <span aria-hidden="true">{on ? words.on : words.off}</span>
      </span>
    );
  }
  if (rule.kind === 'CHOICE' || name === 'model') {
    const choices = rule.kind === 'CHOICE' ? rule.values : models;
    return (
      <div className="select">
        <select
          {...shared}
          className="input"
          value={text}
          onChange={({ target }) => {
            onText(target.value);
            onLeave();
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} />
      </div>
    );
  }
  return (
    <input
      {...shared}
      className="input"
      type="text"
      inputMode={rule.kind === 'NUMBER' ? (rule.integer ? 'numeric' : 'decimal') : 'text'}
      autoComplete="off"
      spellCheck={false}
      required={name === 'name'}
      placeholder={words.parameters[name].empty ?? ''}
      value={text}
      onChange={({ target }) => {
        onText(target.value);
      }}
    />
  );
}
