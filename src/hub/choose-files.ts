import { BadModelError } from '../errors/bad-model-error.js';
import type { HubFile } from './hub.js';

const needed = ['config.json', 'vocab.json', 'merges.txt'];
/** What the program reads where it is there. */
const optional = ['configuration.json', 'README.md'];
/** The first that is there counts: safetensors before what PyTorch pickled. */
const weights = [
  'model.safetensors',
  'model.safetensors.index.json',
  'pytorch_model.bin',
  'pytorch_model.pt',
];

/**
 * The files of a listing that the program needs, the small ones first. No other is downloaded: repositories also hold programs,
 * states of optimisers, and the same weights in other formats.
 * @param name of the model, for messages
 * @throws BadModelError when it is no model that can be served, as far as its files tell
 */
export function chooseFiles(listing: readonly HubFile[], name: string): HubFile[] {
  const files = new Map(listing.filter(({ path }) => !path.includes('/')).map((file) => [file.path, file]));
  if (!files.has('vocab.json') && files.has('vocab.txt')) {
    throw new BadModelError(
      `${name}: a Chinese OFA model (vocab.txt, BERT tokenizer); only models with OFA's byte-level BPE tokenizer ` +
        '(vocab.json and merges.txt) can be served. Nothing was downloaded.',
    );
  }
  const missing = needed.filter((path) => !files.has(path));
  if (missing.length > 0) {
    throw new BadModelError(
      `${name}: has no ${missing.join(', no ')}; is this an OFA model for Transformers or ModelScope? Nothing was downloaded.`,
    );
  }
  const chosen = [...needed, ...optional, ...chooseWeights([...files.keys()], name)];
  return chosen.flatMap((path) => files.get(path) ?? []);
}

function chooseWeights(names: readonly string[], model: string): readonly string[] {
  const found = weights.find((name) => names.includes(name));
  if (found === 'model.safetensors.index.json') {
    return [found, ...names.filter((name) => /^model-\d+-of-\d+\.safetensors$/.test(name))];
  }
  if (found !== undefined) return [found];
  const checkpoints = names.filter((name) => name.endsWith('.pt'));
  if (checkpoints.length === 1) return checkpoints;
  const what =
    checkpoints.length === 0
      ? `has no weights (${weights.join(', ')} or one *.pt file)`
      : `has several checkpoints (${checkpoints.join(', ')}), and none is called pytorch_model.pt`;
  throw new BadModelError(`${model}: ${what}. Nothing was downloaded.`);
}
