import type { en } from './en.js';

export const zh: typeof en = {
  title: '管理',
  navigation: '管理',
  parts: {
    overview: '概览',
    profiles: '配置方案',
    models: '模型',
    doctor: '诊断',
    alerts: '告警',
    keys: '密钥',
  },
  gateTitle: '此部分仅供管理员使用',
  gateForbidden: '此浏览器的密钥属于客户端：可以描述图片，但不能查看或更改服务器的运行方式。',
  gateUnknown: '服务器需要管理员密钥才会显示其运行情况。',
  gateHow: '管理员可在服务器所在的机器上创建一个：',
  enterKey: '输入管理员密钥',
  loading: '正在加载……',
  save: '保存',
  saving: '正在保存……',
  none: '无',
  yes: '是',
  no: '否',
};
