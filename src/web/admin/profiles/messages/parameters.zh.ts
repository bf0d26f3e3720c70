import type { ParameterName } from '../parameters.js';
import type { ParameterWords } from './parameters.en.js';

const asPublished = '采用模型发布时的值';

export const parametersInChinese: Readonly<Record<ParameterName, ParameterWords>> = {
  name: {
    label: '名称',
    text: '1 到 64 个字母（含汉字）、数字、空格、点、连字符或下划线。请求用此名称指定配置方案。',
  },
  model: { label: '模型', text: '在此配置方案下描述图片的模型。' },
  device: {
    label: '设备',
    text: 'AUTO：CUDA 齐备时用 GPU，否则用 CPU。CUDA：只用 GPU，并会立即指出缺少什么。',
  },
  deviceIds: {
    label: 'GPU',
    text: '使用哪些可见的 GPU，例如 0, 1：每个 GPU 一个引擎，都要装入整个模型。',
    empty: '全部',
  },
  forceCuda: {
    label: '强制使用 CUDA',
    text: '绝不使用 CPU：没有可用的 GPU 时服务器不就绪，描述以 DEVICE_UNAVAILABLE 失败。',
  },
  batchSize: {
    label: '批大小',
    text: '一次运行最多的图片数，1 到 256。每秒描述更多，占用内存更多；同一批中的每张图片都要等整批完成。',
  },
  maxBatchDelayMs: {
    label: '组批等待（毫秒）',
    text: '引擎空闲时，一张图片最多等待同伴多久。用几毫秒换取高负载下更满的批次。',
  },
  maxImageSize: {
    label: '图片最大边长（像素）',
    text: '长边超过此值的图片先缩小到此值，再由模型自己的缩放处理。缩小会改变像素，因而偶尔会改变描述。',
    empty: '从不缩小',
  },
  precision: {
    label: '精度',
    text: '模型的数值格式。FP16 和 BF16 使内存减半，用于 GPU；INT8 在 CPU 上对较大的模型更快，但描述会有所不同。',
  },
  memoryLimitMiB: {
    label: '内存上限（MiB）',
    text: '每个引擎可占用的内存：实测峰值超过“上限扣除余量”的批大小永远不会运行。',
    empty: '设备的全部内存',
  },
  memoryHeadroom: {
    label: '内存余量',
    text: '上限（或设备内存）中保留不用的比例：0 到 0.5。',
  },
  lowMemory: {
    label: '低内存',
    text: '每次一张图片，不用键值缓存：内存更少，速度更慢。此时批大小不起作用。',
  },
  decoding: {
    label: '解码方式',
    text: 'BEAM 搜索最可能的描述，每次相同。SAMPLE 随机抽取一条：有变化，但没有备选。',
  },
  beamSize: {
    label: '束宽',
    text: '每一步保留的假设数，1 到 32。时间和内存随之增加。',
    empty: asPublished,
  },
  maxTokens: {
    label: '最多词元数',
    text: '描述最多的词元数，1 到 256。描述更长时可能需要更多时间。',
    empty: asPublished,
  },
  minTokens: {
    label: '最少词元数',
    text: '在这么多步之内描述不能结束，用词往往变差。',
    empty: asPublished,
  },
  noRepeatNgramSize: {
    label: '不重复的 n-gram 长度',
    text: '这么多个词元的序列不会出现两次；0 表示允许，描述可能原地打转。',
    empty: asPublished,
  },
  lengthPenalty: {
    label: '长度惩罚',
    text: '得分为对数概率除以长度的此次方；越大越偏向长描述。',
    empty: asPublished,
  },
  temperature: {
    label: '温度',
    text: 'logits 除以此值，束搜索也一样。越高变化越多，错误也越多。',
    empty: asPublished,
  },
  topK: {
    label: 'Top-k',
    text: 'SAMPLE：只在这么多个最可能的词元中抽取。0：关闭，BEAM 时必须为 0。',
  },
  topP: {
    label: 'Top-p',
    text: 'SAMPLE：只在概率之和达到此值的最可能的词元中抽取。1：关闭，BEAM 时必须为 1。',
  },
  seed: {
    label: '种子',
    text: 'SAMPLE：同一种子、同一图片得到同一描述。束搜索不受其影响。',
    empty: '每次不同',
  },
  deterministic: {
    label: '确定性',
    text: '同一图片每次运行得到相同的数值，在 GPU 上会损失一些速度。',
  },
  maxRetries: {
    label: '重试次数',
    text: '丢失了运行的图片最多再试几次。图片能挺过崩溃；没有希望的图片失败得更晚。',
  },
  retryDelayMs: { label: '重试间隔（毫秒）', text: '第一次重试之前的停顿；之后每次加倍。' },
  timeoutMs: {
    label: '时限（毫秒）',
    text: '从提出请求算起一条描述最多用多久；作业中为每次尝试。对设备来说太短时什么都完不成。',
  },
  queueSize: {
    label: '队列长度',
    text: '最多有多少个单独的请求等待，再多则返回 QUEUE_FULL。作业在磁盘上等待，有自己的上限。',
  },
  monitoring: {
    label: '监控',
    text: '此配置方案启用期间评估告警规则。统计信息始终保留。',
  },
};
