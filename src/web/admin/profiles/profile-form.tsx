import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { ErrorNotice } from '../../components/notice.js';
import { useMessages } from '../../i18n/messages.js';
import { profilesMessages } from './messages/tables.js';
import { ParameterField } from './parameter-field.js';
import { groupNames, parameterGroups, type ParameterGroup, type ParameterName } from './parameters.js';
import { useProfileForm, type ProfileFormOptions, type ProfileFormState } from './use-profile-form.js';

export interface ProfileFormProps extends ProfileFormOptions {
  /** Names of the models that there are. */
  readonly models: readonly string[];
}

/** Every parameter with what it does, in a form made from the table of parameters. */
export function ProfileForm({ models, ...options }: ProfileFormProps): ReactNode {
  const words = useMessages(profilesMessages);
  const announce = useAnnounce();
  const [, go] = useLocation();
  const element = useRef<HTMLFormElement>(null);
  const form = useProfileForm(options);
  useWarningBeforeLeaving(form.changed > 0 && options.mode !== 'view');
  const submit = async (): Promise<void> => {
    if ((await form.save()) !== null) {
      go('/admin/profiles');
      return;
    }
    if (form.wrong.length > 0) announce(words.problems(form.wrong.length));
    requestAnimationFrame(() => {
      element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    });
  };
  const creating = options.mode === 'create';
  return (
    <form
      ref={element}
      className="profile-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {groupNames.map((group) => (
        <Group key={group} group={group} form={form} models={models} fixed={options.mode === 'view'} />
      ))}
      {form.refusal !== null && <ErrorNotice error={form.refusal} />}
      <div className="profile-form-actions">
        <span className="soft profile-form-changes" role="status">
          {options.mode !== 'view' && words.changes(form.changed)}
        </span>
        <Link className="button button-plain" href="/admin/profiles">
          {options.mode === 'view' ? words.back : words.cancel}
        </Link>
        {options.mode !== 'view' && (
          <Button look="primary" submits disabled={!creating && form.changed === 0} waiting={form.waiting}>
            {form.waiting ? words.saving : creating ? words.createIt : words.save}
          </Button>
        )}
      </div>
    </form>
  );
}

interface GroupProps {
  readonly group: ParameterGroup;
  readonly form: ProfileFormState;
  readonly models: readonly string[];
  readonly fixed: boolean;
}

function Group({ group, form, models, fixed }: GroupProps): ReactNode {
  const words = useMessages(profilesMessages);
  const names: readonly ParameterName[] = parameterGroups[group];
  return (
    <fieldset className="card parameter-group" disabled={fixed}>
      <legend className="visually-hidden">{words.groups[group]}</legend>
      <div className="parameter-group-head">
        <h2 className="card-title">{words.groups[group]}</h2>
        {words.groupTexts[group] !== '' && <p className="soft">{words.groupTexts[group]}</p>}
      </div>
      {names.map((name) => (
        <ParameterField
          key={name}
          name={name}
          text={form.draft[name]}
          problem={form.problemOf(name)}
          models={models}
          onText={(text) => {
            form.set(name, text);
          }}
          onLeave={() => {
            form.leave(name);
          }}
        />
      ))}
    </fieldset>
  );
}

/** The browser asks before what was typed is lost. */
function useWarningBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
    };
  }, [unsaved]);
}
