import type { Wording } from '../errors/wording.js';

export function unexpectedFailure(): Wording {
  return {
    en: 'The server failed unexpectedly. Its log says more.',
    zh: '服务器内部出错，详情见服务器日志。',
  };
}

export function foreignRequest(header: string): Wording {
  return {
    en: `This server is for its own machine only, and the header ${header} names another.`,
    zh: `本服务器仅供本机使用，而请求头 ${header} 指向其他主机。`,
  };
}

export function foreignPage(): Wording {
  return {
    en: 'Pages of other sites may not connect: the header Origin must name the host of the header Host.',
    zh: '不接受其他网站页面的连接：请求头 Origin 与 Host 的主机必须一致。',
  };
}

export function preflightHeaderMissing(headers: readonly string[]): Wording {
  return {
    en: `Send one of the headers ${headers.join(', ')} with GET and multipart requests.`,
    zh: `GET 和 multipart 请求必须带有以下请求头之一：${headers.join('、')}。`,
  };
}

export function nothingAt(path: string): Wording {
  return { en: `There is nothing at ${path}.`, zh: `${path} 不存在。` };
}

export function methodNotAllowed(method: string): Wording {
  return { en: `The method ${method} is not allowed here.`, zh: `此处不允许使用 ${method} 方法。` };
}

export function badThumbnailLink(): Wording {
  return {
    en: 'The link to this thumbnail is not valid, or no longer.',
    zh: '缩略图链接无效或已过期。请重新查询 thumbnailUrl。',
  };
}

export function requestTooLarge(most: number): Wording {
  return { en: `A request may have at most ${most} bytes.`, zh: `一个请求最多 ${most} 字节。请分多次发送。` };
}

export function fileTooLarge(most: number): Wording {
  return { en: `A file may have at most ${most} bytes.`, zh: `一个文件最多 ${most} 字节。请缩小图片。` };
}

export function tooManyFiles(most: number): Wording {
  return {
    en: `A request may have at most ${most} files.`,
    zh: `一个请求最多 ${most} 个文件。请分多次发送。`,
  };
}

export function fieldTooLarge(most: number): Wording {
  return { en: `A text field may have at most ${most} bytes.`, zh: `一个文本字段最多 ${most} 字节。` };
}

export function wrongContentType(): Wording {
  return {
    en: 'Send application/json or multipart/form-data.',
    zh: '请发送 application/json 或 multipart/form-data。',
  };
}

export function encodedBody(encoding: string): Wording {
  return {
    en: `The body is encoded with ${encoding}. Send it as it is.`,
    zh: `请求体使用了 ${encoding} 编码。请不要编码。`,
  };
}

/** @param what names the part of the request, such as `map` */
export function notJson(what: string): Wording {
  return { en: `${what} is not valid JSON.`, zh: `${what} 不是有效的 JSON。` };
}

export function notJsonObject(what: string): Wording {
  return { en: `${what} must be one JSON object.`, zh: `${what} 必须是一个 JSON 对象。` };
}

export function notUtf8(): Wording {
  return { en: 'The body of the request is not UTF-8.', zh: '请求体不是 UTF-8 编码。' };
}

export function wrongMultipartFields(): Wording {
  return {
    en: 'A multipart request consists of the fields `operations` and `map` and then the files, in this order.',
    zh: 'multipart 请求必须依次包含字段 `operations`、字段 `map` 和各个文件。',
  };
}

export function notWebSocket(): Wording {
  return {
    en: 'This server speaks HTTP/1.1, and WebSocket at /graphql. Send the request without the header Upgrade.',
    zh: '本服务器使用 HTTP/1.1，并在 /graphql 提供 WebSocket。请去掉请求头 Upgrade。',
  };
}

export function wantsEventStream(): Wording {
  return {
    en: 'A subscription over HTTP is answered as text/event-stream. Send the header accept: text/event-stream.',
    zh: '通过 HTTP 订阅时以 text/event-stream 回答。请发送请求头 accept: text/event-stream。',
  };
}

export function tooManyConnections(): Wording {
  return {
    en: 'The server has as many open connections as it may. Try again later.',
    zh: '服务器的连接数已达上限，请稍后再试。',
  };
}

export function tooManyOperations(most: number): Wording {
  return {
    en: `One connection may have at most ${most} operations at once. End one, or open another connection.`,
    zh: `一个连接最多同时进行 ${most} 个操作。请先结束一个，或另开连接。`,
  };
}

export function serverStopping(): Wording {
  return { en: 'The server is stopping. Try again in a moment.', zh: '服务器正在停止，请稍后再试。' };
}

export function captionKept(): Wording {
  return {
    en: 'The server is stopping. The caption is kept and will be finished when the server starts again.',
    zh: '服务器正在停止。该任务已保存，服务器重新启动后会继续完成。',
  };
}
