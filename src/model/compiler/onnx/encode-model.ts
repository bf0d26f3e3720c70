import type { AttributeValue, Dimension, Graph, Initializer, Node, ValueInfo } from './model.js';
import { ProtobufWriter } from './protobuf-writer.js';

const irVersion = 8;
const attributeType = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;
const externalLocation = 1;

/** Operator set versions by domain. */
export type OperatorSets = Readonly<Record<string, number>>;

/** Serialises a model (field numbers of onnx.proto). */
export function encodeModel(graph: Graph, operatorSets: OperatorSets, producer: string): Uint8Array {
  const model = new ProtobufWriter()
    .integer(1, irVersion)
    .string(2, producer)
    .message(7, (message) => {
      writeGraph(message, graph);
    });
  for (const [domain, version] of Object.entries(operatorSets)) {
    model.message(8, (set) => set.string(1, domain).integer(2, version));
  }
  return model.finish();
}

function writeGraph(message: ProtobufWriter, graph: Graph): void {
  for (const node of graph.nodes) {
    message.message(1, (inner) => {
      writeNode(inner, node);
    });
  }
  message.string(2, graph.name);
  for (const initializer of graph.initializers) {
    message.message(5, (inner) => {
      writeTensor(inner, initializer);
    });
  }
  for (const [field, values] of [
    [11, graph.inputs],
    [12, graph.outputs],
  ] as const) {
    for (const value of values) {
      message.message(field, (inner) => {
        writeValueInfo(inner, value);
      });
    }
  }
}

function writeNode(message: ProtobufWriter, node: Node): void {
  for (const input of node.inputs) message.string(1, input);
  for (const output of node.outputs) message.string(2, output);
  message.string(3, node.name).string(4, node.operator);
  for (const [name, value] of Object.entries(node.attributes)) {
    message.message(5, (inner) => {
      writeAttribute(inner.string(1, name), value);
    });
  }
  if (node.domain !== '') message.string(7, node.domain);
}

function writeAttribute(message: ProtobufWriter, value: AttributeValue): void {
  if (typeof value === 'number') {
    message.integer(3, value).integer(20, attributeType.int);
  } else if (typeof value === 'string') {
    message.string(4, value).integer(20, attributeType.string);
  } else if (isIntegers(value)) {
    message.integers(8, value).integer(20, attributeType.ints);
  } else if ('float' in value) {
    message.float(2, value.float).integer(20, attributeType.float);
  } else {
    message
      .message(6, (inner) => {
        writeGraph(inner, value);
      })
      .integer(20, attributeType.graph);
  }
}

function isIntegers(value: AttributeValue): value is readonly number[] {
  return Array.isArray(value);
}

function writeTensor(message: ProtobufWriter, { name, type, shape, data }: Initializer): void {
  message.integers(1, shape).integer(2, type).string(8, name);
  if (data instanceof Uint8Array) {
    message.bytes(9, data);
    return;
  }
  const entries = { location: data.file, offset: data.offset, length: data.length };
  for (const [key, value] of Object.entries(entries)) {
    message.message(13, (entry) => entry.string(1, key).string(2, String(value)));
  }
  message.integer(14, externalLocation);
}

function writeValueInfo(message: ProtobufWriter, { name, type, shape }: ValueInfo): void {
  message.string(1, name).message(2, (typeProto) =>
    typeProto.message(1, (tensor) => {
      tensor.integer(1, type);
      if (shape !== null) writeShape(tensor, shape);
    }),
  );
}

function writeShape(tensor: ProtobufWriter, shape: readonly Dimension[]): void {
  tensor.message(2, (message) => {
    for (const dimension of shape) {
      message.message(1, (inner) => {
        if (typeof dimension === 'number') inner.integer(1, dimension);
        else inner.string(2, dimension);
      });
    }
  });
}
