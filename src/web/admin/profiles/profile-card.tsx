import { useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Badge } from '../../components/badge.js';
import { Button } from '../../components/button.js';
import { ConfirmDialog } from '../../components/confirm-dialog.js';
import {
  PageActivateProfileDocument,
  PageDeleteProfileDocument,
  type PageProfileFragment,
} from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { focusTitle } from '../focus-title.js';
import { useChange } from '../use-change.js';
import { profilesMessages } from './messages/tables.js';

export interface ProfileCardProps {
  readonly profile: PageProfileFragment;
  readonly onChanged: () => void;
}

/** A profile, and what can be done with it. */
export function ProfileCard({ profile, onChanged }: ProfileCardProps): ReactNode {
  const words = useMessages(profilesMessages);
  const { dateTime } = useFormats();
  const { name, active, builtIn, model, device, precision, batchSize, updatedAt } = profile;
  const inAddress = encodeURIComponent(name);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <li className={active ? 'card profile-card profile-card-active' : 'card profile-card'}>
      <div className="profile-card-head">
        <h2 className="profile-card-name" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        {active && (
          <Badge tone="good" icon="check">
            {words.active}
          </Badge>
        )}
        {builtIn && <Badge tone="plain">{words.builtIn}</Badge>}
      </div>
      <p className="soft">
        {[model, device, precision, `× ${batchSize}`].join(' · ')}
        {!builtIn && <span className="profile-card-at">{words.changedAt(dateTime(updatedAt))}</span>}
      </p>
      <div className="profile-card-actions">
        {!active && (
          <ActivateButton
            name={name}
            onChanged={() => {
              // The button is gone then.
              heading.current?.focus();
              onChanged();
            }}
          />
        )}
        {!builtIn && (
          <Link
            className="button button-quiet"
            href={`/admin/profiles/edit/${inAddress}`}
            aria-label={`${words.edit} ${name}`}
          >
            {words.edit}
          </Link>
        )}
        <Link
          className="button button-quiet"
          href={`/admin/profiles/new?from=${inAddress}`}
          aria-label={`${words.copy} ${name}`}
        >
          {words.copy}
        </Link>
        {!builtIn && !active && <DeleteButton name={name} onChanged={onChanged} />}
      </div>
    </li>
  );
}

interface ActionProps {
  readonly name: string;
  readonly onChanged: () => void;
}

function ActivateButton({ name, onChanged }: ActionProps): ReactNode {
  const words = useMessages(profilesMessages);
  const { waiting, send } = useChange(PageActivateProfileDocument);
  const activate = async (): Promise<void> => {
    const { error } = await send({ name }, words.activated(name));
    if (error === null) onChanged();
  };
  return (
    <Button
      waiting={waiting}
      aria-label={`${waiting ? words.activating : words.activate} ${name}`}
      onClick={() => void activate()}
    >
      {waiting ? words.activating : words.activate}
    </Button>
  );
}

function DeleteButton({ name, onChanged }: ActionProps): ReactNode {
  const words = useMessages(profilesMessages);
  const [asking, setAsking] = useState(false);
  const { waiting, send } = useChange(PageDeleteProfileDocument);
  const remove = async (): Promise<void> => {
    const { error } = await send({ name }, words.removed(name));
    if (error !== null) return;
    focusTitle();
    onChanged();
  };
  return (
    <>
      <Button
        look="quiet"
        waiting={waiting}
        aria-label={`${words.remove} ${name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.remove}
      </Button>
      <ConfirmDialog
        open={asking}
        title={words.removeTitle(name)}
        description={words.removeText}
        action={words.remove}
        onConfirm={() => void remove()}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}
