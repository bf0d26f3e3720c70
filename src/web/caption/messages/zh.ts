import { countedInChinese } from '../../i18n/messages.js';
import type { en } from './en.js';

const pictures = (count: number): string => countedInChinese(count, '张图片');

export const zh: typeof en = {
  title: '描述图片',
  lead: '把图片拖到这里，即可读到图片的内容描述。图片只会发送到此服务器。',
  dropTitle: '将图片或文件夹拖到这里',
  dropHint: '也可以粘贴或选择图片。支持 JPEG、PNG、WebP、GIF、TIFF 和 AVIF，每张不超过 50 MB。',
  dropNow: '松开即可开始描述',
  choosePictures: '选择图片',
  chooseFolder: '选择文件夹',
  address: '图片地址',
  addressPlaceholder: 'https://…/picture.jpg',
  addAddress: '添加',
  notAnAddress: '请输入以 http:// 或 https:// 开头的地址。',
  added: (count) => `已添加 ${pictures(count)}。`,
  leftOut: (count) => `未加入 ${countedInChinese(count, '个文件')}：`,
  leftOutMore: (count) => `以及另外 ${countedInChinese(count, '个')}`,
  leftOutReasons: {
    'too-large': '超过 50 MB',
    unsupported: '不是可以读取的图片',
    empty: '是空文件',
  },
  dismiss: '关闭',
  progress: '进度',
  list: '图片',
  done: (done, total) => `已完成 ${done} / ${pictures(total)}`,
  failed: (count) => `${count} 张失败`,
  canceled: (count) => `${count} 张已取消`,
  timeLeft: (duration) => `大约还需 ${duration}`,
  finished: (count, failed) =>
    failed === 0 ? `${count} 条描述已就绪。` : `${count} 条描述已就绪，${pictures(failed)}失败。`,
  holds: {
    'server-full': '服务器已满，有空位后会自动继续。',
    'too-often': '服务器暂时不再接受请求，稍后会自动继续。',
    unreachable: '无法连接服务器，恢复后会自动继续。',
    key: '服务器需要密钥才能接收图片。',
  },
  cancel: '取消',
  retry: '重试',
  clear: '清空',
  clearTitle: '清空页面？',
  clearWarning: '尚未完成的图片将被放弃。已完成的描述仍保留在历史中。',
  download: '下载',
  downloads: {
    csv: { label: 'CSV', detail: '用于表格' },
    json: { label: 'JSON', detail: '用于程序' },
    zip: { label: '文本文件', detail: 'ZIP，每张图片一个' },
    html: { label: 'HTML', detail: '含替代文本' },
  },
  copyAll: '全部复制',
  unsent: { UNSENT: '等待发送', SENDING: '正在发送' },
  problems: {
    unreadable: '文件在选择之后被更改或移除。请重新选择。',
    gone: '服务器已不再保存此任务。请重新发送图片。',
  },
  captionOf: (name) => `${name} 的描述`,
  copyCaption: (name) => `复制 ${name} 的描述`,
  otherWordings: '其他说法',
  useWording: '使用这条',
  original: '模型的原话',
};
