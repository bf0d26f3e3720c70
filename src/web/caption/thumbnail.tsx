import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Icon } from '../components/icons.js';
import type { Picture } from './picture.js';
import { SmallPictures } from './small-picture.js';

const smallPictures = new SmallPictures();

export interface ThumbnailProps {
  readonly picture: Picture;
  /** The link of the server is good no more. */
  readonly onExpired: (jobId: string) => void;
}

/** A small form of the picture: of the file where there is one, else of the server. The caption beside it says what is on it. */
export function Thumbnail({ picture, onExpired }: ThumbnailProps): ReactNode {
  const { source, thumbnailUrl, jobId } = picture;
  if (source?.kind === 'file') return <FileThumbnail file={source.file} />;
  if (thumbnailUrl === null) return <NoThumbnail />;
  return (
    <ServerThumbnail
      key={thumbnailUrl}
      url={thumbnailUrl}
      onExpired={() => {
        if (jobId !== null) onExpired(jobId);
      }}
    />
  );
}

function FileThumbnail({ file }: { readonly file: File }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let shown = true;
    smallPictures.get(file).then(
      (bitmap) => {
        if (shown && canvas.current !== null) draw(canvas.current, bitmap);
      },
      () => {
        if (shown) setFailed(true);
      },
    );
    return () => {
      shown = false;
    };
  }, [file]);
  return failed ? <NoThumbnail /> : <canvas ref={canvas} className="thumbnail" aria-hidden="true" />;
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
}

function ServerThumbnail(props: { readonly url: string; readonly onExpired: () => void }): ReactNode {
  const [failed, setFailed] = useState(false);
  if (failed) return <NoThumbnail />;
  return (
    <img
      className="thumbnail"
      src={props.url}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => {
        setFailed(true);
        props.onExpired();
      }}
    />
  );
}

function NoThumbnail(): ReactNode {
  return (
    <span className="thumbnail thumbnail-none">
      <Icon name="picture" size={24} />
    </span>
  );
}
