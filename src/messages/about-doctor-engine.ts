import type { Wording } from '../errors/wording.js';

export function portFree(host: string, port: number): Wording {
  return { en: `Port ${port} of ${host} is free.`, zh: `${host} 的端口 ${port} 空闲。` };
}

export function anyPort(): Wording {
  return { en: 'Port 0: a free one is taken at start.', zh: '端口 0：启动时使用任一空闲端口。' };
}

export function portHeldBySelf(host: string, port: number): Wording {
  return {
    en: `This server listens on port ${port} of ${host}.`,
    zh: `本服务器正在 ${host} 的端口 ${port} 上监听。`,
  };
}

export function portHeldByOurs(host: string, port: number, root: string): Wording {
  return {
    en: `Port ${port} of ${host} is held by the server that runs on ${root}.`,
    zh: `${host} 的端口 ${port} 由使用 ${root} 的服务器占用。`,
  };
}

export function portHeldByOther(host: string, port: number): Wording {
  return {
    en: `Port ${port} of ${host} is held by an ofa-caption server with another data directory.`,
    zh: `${host} 的端口 ${port} 被另一个数据目录的 ofa-caption 服务器占用。`,
  };
}

export function portTaken(host: string, port: number): Wording {
  return {
    en: `Port ${port} of ${host} is held by another program.`,
    zh: `${host} 的端口 ${port} 被其他程序占用。`,
  };
}

export function choosePort(): Wording {
  return {
    en: 'Choose another with --port (OFA_CAPTION_PORT), or stop what uses it.',
    zh: '请用 --port（OFA_CAPTION_PORT）选择其他端口，或停止占用它的程序。',
  };
}

/** @param cause the system's code */
export function portRefused(host: string, port: number, cause: string): Wording {
  return {
    en: `Port ${port} of ${host} cannot be listened on: ${cause}.`,
    zh: `无法在 ${host} 的端口 ${port} 上监听：${cause}。`,
  };
}

export function chooseAddress(): Wording {
  return {
    en: 'Name an address of this machine with --host (OFA_CAPTION_HOST), and a port above 1023 with --port.',
    zh: '请用 --host（OFA_CAPTION_HOST）指定本机地址，并用 --port 指定 1023 以上的端口。',
  };
}

export function captionMade(text: string, device: string, precision: string, milliseconds: number): Wording {
  const took = Math.round(milliseconds);
  return {
    en: `An engine on ${device} in ${precision} was started and captioned a test picture in ${took} ms: "${text}".`,
    zh: `在 ${device} 上以 ${precision} 启动引擎并描述了测试图片，用时 ${took} 毫秒：“${text}”。`,
  };
}

export function captionFailed(message: string): Wording {
  return {
    en: `A test picture could not be captioned: ${message}`,
    zh: `无法描述测试图片：${message}`,
  };
}

export function captionEmpty(): Wording {
  return {
    en: 'A test picture was captioned with nothing at all.',
    zh: '测试图片得到了空的描述。',
  };
}

export function seeTheLog(): Wording {
  return {
    en: 'Do what the message says; `ofa-caption caption --log-level debug PICTURE` tells more.',
    zh: '请按消息处理；`ofa-caption caption --log-level debug PICTURE` 可显示更多信息。',
  };
}

export function captionSkipped(failed: readonly string[]): Wording {
  return {
    en: `Not tried: ${failed.join(', ')} failed before.`,
    zh: `未尝试：前面的 ${failed.join('、')} 未通过。`,
  };
}

export function engineWorks(device: string, precision: string): Wording {
  return {
    en: `The engine works on ${device} in ${precision}.`,
    zh: `引擎在 ${device} 上以 ${precision} 正常工作。`,
  };
}

export function engineStarting(reason: Wording | null): Wording {
  return {
    en: `The engine is starting; requests wait for it.${reason === null ? '' : ` ${reason.en}`}`,
    zh: `引擎正在启动，请求会等待。${reason?.zh ?? ''}`,
  };
}

export function engineDegraded(reason: Wording | null): Wording {
  return {
    en: `The engine works with less than it was told to use.${reason === null ? '' : ` ${reason.en}`}`,
    zh: `引擎在降级运行。${reason?.zh ?? ''}`,
  };
}

export function engineUnavailable(reason: Wording | null): Wording {
  return {
    en: `The engine cannot be had.${reason === null ? '' : ` ${reason.en}`}`,
    zh: `引擎不可用。${reason?.zh ?? ''}`,
  };
}

export function waitForEngine(): Wording {
  return { en: 'Look again in a minute.', zh: '请一分钟后再检查。' };
}

export function makeEngineWork(): Wording {
  return {
    en: 'Do what the reason says and what stands at the checks above; the engine is tried again by itself.',
    zh: '请按上述原因及前面各项检查处理；引擎会自动重试。',
  };
}
