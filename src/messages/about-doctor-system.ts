import type { Wording } from '../errors/wording.js';

export function nodeVersionFound(version: string, range: string): Wording {
  return { en: `Node.js ${version}; ${range} is needed.`, zh: `Node.js ${version}；需要 ${range}。` };
}

export function updateNode(range: string): Wording {
  return {
    en: `Install Node.js ${range} (https://nodejs.org), and run \`npm ci\` again.`,
    zh: `请安装 Node.js ${range}（https://nodejs.org），并重新运行 \`npm ci\`。`,
  };
}

export function runtimeLoads(version: string, providers: string): Wording {
  return {
    en: `ONNX Runtime ${version} loads; it knows ${providers}.`,
    zh: `ONNX Runtime ${version} 可以加载；支持 ${providers}。`,
  };
}

/** @param reason in the words of the loader */
export function packageDoesNotLoad(name: string, reason: string): Wording {
  return { en: `${name} cannot be loaded: ${reason}`, zh: `无法加载 ${name}：${reason}` };
}

export function reinstall(name: string): Wording {
  return {
    en: `Run \`npm ci\` in the folder of this program, so that ${name} is installed for this system.`,
    zh: `请在本程序的目录中运行 \`npm ci\`，以便为本系统安装 ${name}。`,
  };
}

export function imagesDecode(version: string, formats: string): Wording {
  return {
    en: `sharp with libvips ${version} decodes; it reads ${formats}.`,
    zh: `sharp（libvips ${version}）可以解码图片；支持 ${formats}。`,
  };
}

export function formatsMissing(version: string, formats: string): Wording {
  return {
    en: `sharp with libvips ${version} cannot read ${formats}.`,
    zh: `sharp（libvips ${version}）无法读取 ${formats}。`,
  };
}

/** For a check that could not be made; the words are the system's own. */
export function checkBroke(reason: string): Wording {
  return { en: `This could not be checked: ${reason}`, zh: `无法完成此项检查：${reason}` };
}

export function reportTheBug(): Wording {
  return {
    en: 'See what the message names; if that is in order, report this as a bug.',
    zh: '请检查消息中提到的内容；如果一切正常，请报告此问题。',
  };
}
