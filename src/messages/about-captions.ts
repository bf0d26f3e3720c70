import type { Wording } from '../errors/wording.js';

export function unknownCaption(): Wording {
  return { en: 'There is no such caption.', zh: '没有这个图片描述。' };
}

export function captionNotEnded(): Wording {
  return {
    en: 'The caption has not ended yet. Wait until it has, or cancel its job first.',
    zh: '该图片描述尚未结束。请等待其结束，或先取消所属任务。',
  };
}
