import type { ErrorCode } from '../errors/error-code.js';

/** For each code a sentence in Chinese that is true of every error with this code, and says what to do. */
export const chineseByCode: Readonly<Record<ErrorCode, string>> = {
  BAD_IMAGE: '图片文件已损坏、不完整或为空。请检查文件后重新发送。',
  UNSUPPORTED_FORMAT: '不是图片，或格式不受支持。请发送 JPEG、PNG、WebP、GIF、TIFF、AVIF 或 HEIC 图片。',
  IMAGE_TOO_LARGE: '图片、文件或请求超过了大小限制。请缩小图片，或分多次发送。',
  URL_BLOCKED: '服务器不能从该网址获取图片。请使用公网上的 http 或 https 网址，或直接上传图片。',
  URL_UNREACHABLE: '无法从该网址获取图片。请检查网址，或稍后再试。',
  QUEUE_FULL: '队列已满，请稍后再试',
  TIMEOUT: '未能在限定时间内完成。请稍后再试，或增大 timeoutMs。',
  CANCELED: '请求已取消。如仍需要结果，请重新发送。',
  OUT_OF_MEMORY: '设备内存不足。请稍后再试，或请管理员减小 batchSize。',
  DEVICE_UNAVAILABLE: '计算设备当前不可用。请稍后再试；如一直如此，请联系管理员。',
  ENGINE_FAILED: '推理引擎多次尝试均失败。请稍后再试；如一直如此，请联系管理员。',
  BAD_MODEL: '无法加载该模型。请管理员检查模型目录。',
  NOT_FOUND: '找不到所请求的内容。请检查名称或 id。',
  INVALID_INPUT: '请求有误，请修改后重新发送。',
  UNAUTHENTICATED: '需要密钥。请在请求中提供有效的密钥。',
  FORBIDDEN: '不允许此操作。',
  RATE_LIMITED: '请求过于频繁，请稍后再试。',
  INTERNAL: '服务器内部出错，详情见服务器日志。',
};
