import { memo, useState, type ReactNode } from 'react';
import { Badge } from '../components/badge.js';
import { Button } from '../components/button.js';
import { CaptionStatusBadge } from '../components/caption-status-badge.js';
import { CopyButton } from '../components/copy-button.js';
import { Skeleton } from '../components/skeleton.js';
import { useMessages } from '../i18n/messages.js';
import { captionMessages } from './messages/tables.js';
import { captionOf, type Picture } from './picture.js';
import { useCaptionSession } from './session-context.js';
import { Thumbnail } from './thumbnail.js';

export interface PictureRowProps {
  readonly picture: Picture;
  readonly onExpired: (jobId: string) => void;
}

/** One picture: how far it is, then its caption, to be changed and copied. */
export const PictureRow = memo(function PictureRow({ picture, onExpired }: PictureRowProps): ReactNode {
  return (
    <div className="picture-row">
      <Thumbnail picture={picture} onExpired={onExpired} />
      <div className="picture-row-content">
        <div className="picture-row-header">
          <span className="picture-name" title={picture.name}>
            {picture.name}
          </span>
          <StateBadge state={picture.state} />
        </div>
        <Outcome picture={picture} />
      </div>
    </div>
  );
});

function StateBadge({ state }: Pick<Picture, 'state'>): ReactNode {
  const words = useMessages(captionMessages);
  if (state === 'UNSENT' || state === 'SENDING') return <Badge tone="plain">{words.unsent[state]}</Badge>;
  return <CaptionStatusBadge status={state} />;
}

function Outcome({ picture }: { readonly picture: Picture }): ReactNode {
  const words = useMessages(captionMessages);
  const { state, problem } = picture;
  if (state === 'SUCCEEDED') return <CaptionText picture={picture} />;
  if (state === 'CANCELED') return null;
  if (problem !== null) {
    return (
      <p className="picture-problem">
        {problem.kind === 'server' ? problem.message : words.problems[problem.kind]}
      </p>
    );
  }
  return (
    <div className="picture-pending">
      <Skeleton width="70%" height="1rem" />
    </div>
  );
}

function CaptionText({ picture }: { readonly picture: Picture }): ReactNode {
  const words = useMessages(captionMessages);
  const session = useCaptionSession();
  const [showsWordings, setShowsWordings] = useState(false);
  const { key, name, alternatives } = picture;
  const caption = captionOf(picture) ?? '';
  return (
    <>
      <div className="caption-line">
        <textarea
          className="caption-text"
          rows={1}
          spellCheck
          aria-label={words.captionOf(name)}
          value={caption}
          onChange={({ target }) => {
            session.edit(key, target.value.replace(/[\r\n]+/g, ' '));
          }}
        />
        <CopyButton iconOnly look="quiet" label={words.copyCaption(name)} text={() => caption} />
      </div>
      {alternatives.length > 0 && (
        <Button
          look="quiet"
          icon="chevron"
          className="wordings-button"
          aria-expanded={showsWordings}
          onClick={() => {
            setShowsWordings(!showsWordings);
          }}
        >
          {words.otherWordings}
        </Button>
      )}
      {showsWordings && <Wordings picture={picture} />}
    </>
  );
}

function Wordings({ picture }: { readonly picture: Picture }): ReactNode {
  const words = useMessages(captionMessages);
  const session = useCaptionSession();
  const { key, text, alternatives } = picture;
  const current = captionOf(picture);
  const wordings = [text ?? '', ...alternatives].filter((wording) => wording !== current);
  return (
    <ul className="wordings">
      {wordings.map((wording) => (
        <li key={wording}>
          <span>
            {wording}
            {wording === text && <span className="soft"> ({words.original})</span>}
          </span>
          <Button
            look="quiet"
            aria-label={`${words.useWording}: ${wording}`}
            onClick={() => {
              session.edit(key, wording);
            }}
          >
            {words.useWording}
          </Button>
        </li>
      ))}
    </ul>
  );
}
