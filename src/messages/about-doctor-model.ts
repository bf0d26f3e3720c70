import type { Wording } from '../errors/wording.js';

export function modelFault(message: string): Wording {
  return { en: message, zh: `模型文件有问题：${message}` };
}

export function restoreModel(directory: string): Wording {
  return {
    en: `Put the model's files into ${directory} again, whole and all from the same download, or name another model with --model (OFA_CAPTION_MODEL).`,
    zh: `请将同一次下载的完整模型文件重新放入 ${directory}，或用 --model（OFA_CAPTION_MODEL）指定其他模型。`,
  };
}

export function configRead(imageSize: number, beamSize: number, maxTokens: number): Wording {
  return {
    en: `config.json and configuration.json: pictures of ${imageSize} px, beam ${beamSize}, at most ${maxTokens} tokens.`,
    zh: `config.json 和 configuration.json：图片边长 ${imageSize} 像素，beam ${beamSize}，最多 ${maxTokens} 个词元。`,
  };
}

export function weightsWhole(file: string, tensors: number, parameters: number): Wording {
  const millions = (parameters / 1e6).toFixed(2);
  return {
    en: `${file} has all ${tensors} tensors that config.json asks for, ${millions} million numbers.`,
    zh: `${file} 包含 config.json 要求的全部 ${tensors} 个张量，共 ${millions} 百万个参数。`,
  };
}

export function vocabularyRead(pieces: number, vocabSize: number): Wording {
  return {
    en: `vocab.json and merges.txt: ${pieces} pieces, ${vocabSize} ids in the model.`,
    zh: `vocab.json 和 merges.txt：${pieces} 个词片，模型使用 ${vocabSize} 个编号。`,
  };
}

export function packageConsistent(name: string, prompt: string): Wording {
  return {
    en: `${name}: its files fit together; the prompt is "${prompt.trim()}".`,
    zh: `${name}：各文件相互一致；提示语为“${prompt.trim()}”。`,
  };
}

export function sumsMatch(recordedIn: string, count: number): Wording {
  return {
    en: `The ${count} files have the hashes of ${recordedIn}.`,
    zh: `${count} 个文件与 ${recordedIn} 中的哈希一致。`,
  };
}

export function sumsDiffer(recordedIn: string, files: readonly string[]): Wording {
  return {
    en: `Not as ${recordedIn} says: ${files.join(', ')}.`,
    zh: `与 ${recordedIn} 不符：${files.join('、')}。`,
  };
}

export function noSums(): Wording {
  return {
    en: 'There is no SHA256SUMS beside the model, so its files are only known to fit together.',
    zh: '模型目录中没有 SHA256SUMS，只能确认各文件相互一致。',
  };
}

export function contentAsBefore(hash: string): Wording {
  return {
    en: `The files are those that the last caption was made with (${hash.slice(0, 12)}).`,
    zh: `文件与生成上一条描述时相同（${hash.slice(0, 12)}）。`,
  };
}

export function contentChanged(hash: string, before: string): Wording {
  return {
    en: `The files have changed since the last caption: ${hash.slice(0, 12)} now, ${before.slice(0, 12)} then.`,
    zh: `自上一条描述以来文件已改变：现在 ${hash.slice(0, 12)}，当时 ${before.slice(0, 12)}。`,
  };
}

export function wasThatMeant(): Wording {
  return {
    en: 'Nothing to do if the model was replaced on purpose: earlier results are not used again. Otherwise restore its files.',
    zh: '如果是有意更换模型，则无需处理：以前的结果不会再被使用。否则请恢复模型文件。',
  };
}

export function nothingRecorded(): Wording {
  return {
    en: 'No caption of this model is recorded yet that its files could be compared with.',
    zh: '尚无该模型的描述记录可供比较。',
  };
}

export function modelNotRead(): Wording {
  return { en: 'Not checked: the model cannot be read.', zh: '未检查：无法读取模型。' };
}
