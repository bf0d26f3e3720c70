import type { en } from './en.js';

export const zh: typeof en = {
  title: '模型',
  lead: '此服务器可用于描述图片的模型。每个配置方案指定其中一个，内置方案使用默认模型。',
  family: '系列',
  language: '描述的语言',
  imageSize: '图片大小',
  pixels: (size) => `${size} × ${size} 像素`,
  parameters: '参数量',
  millions: (count) => `${count} 百万`,
  license: '许可证',
  noLicense: '未注明',
  isDefault: '默认',
  makeDefault: '设为默认',
  makingDefault: '正在切换……',
  madeDefault: (name) => `“${name}”已成为默认模型。`,
  loaded: '已加载',
  notLoaded: '未加载',
  commandsTitle: '添加模型',
  commandsText: '在服务器所在的机器上、用同一数据目录执行。新模型会在服务器运行期间出现在这里。',
  commands: {
    pull: '从 ModelScope 或 Hugging Face 下载',
    import: '导入文件夹中的模型',
    list: '列出已有的模型及其大小和来源',
    verify: '检查模型是否完整、能否描述图片',
  },
  copy: (command) => `复制：${command}`,
};
