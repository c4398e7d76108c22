// Answers of generateContent, good and bad, in the shapes of the real service. Checks questions as strictly; hears no socket.
import { z } from 'zod';
import type { Answer } from './settings.ts';

const part = z.union([
  z.strictObject({ text: z.string(), thought: z.boolean().optional() }),
  z.strictObject({ inlineData: z.strictObject({ mimeType: z.string(), data: z.string() }) }),
]);
const content = z.strictObject({ role: z.string().optional(), parts: z.array(part).min(1) });
const question = z.strictObject({
  contents: z.array(content).min(1),
  systemInstruction: content.optional(),
  safetySettings: z.array(z.strictObject({ category: z.string(), threshold: z.string() })).optional(),
  generationConfig: z.looseObject({ responseJsonSchema: z.unknown(), thinkingConfig: z.looseObject({}).optional() }).optional(),
});

/** What goes back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** `null`: no reply, the connection is the fault. `key` is quoted in refusals, as the real service may do. */
export function replyTo(body: string, key: string, answer: Answer): Reply | null {
  const asked = readQuestion(body);
  if (asked === null) return refusal(400, 'Request contains an invalid argument.');
  switch (answer.kind) {
    case 'TEXT':
      return said(answer.text ?? JSON.stringify(instanceOf(asked.generationConfig?.responseJsonSchema)), answer.finishReason ?? 'STOP');
    case 'CUT':
      return said('{"prompts": ["warm lo-fi, rho', 'MAX_TOKENS');
    case 'SAFETY':
      return json(200, { candidates: [{ finishReason: 'SAFETY', index: 0 }], usageMetadata: {} });
    case 'BLOCKED':
      return json(200, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: {} });
    case 'STATUS':
      return refusal(answer.status, `The request with key ${key} was refused.`, answer.retryDelay);
    case 'BODY':
      return { status: answer.status, headers: { 'content-type': answer.contentType }, body: answer.body };
    case 'REDIRECT':
      return { status: 307, headers: { location: answer.to }, body: '' };
    default:
      return null;
  }
}

export function refusal(status: number, message: string, retryDelay?: string): Reply {
  const details = retryDelay === undefined ? [] : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }];
  return json(status, { error: { code: status, message, status: STATUS_NAMES[status] ?? 'UNKNOWN', details } });
}

function readQuestion(body: string): z.infer<typeof question> | null {
  try {
    const read = question.parse(JSON.parse(body));
    const thinking = read.generationConfig?.thinkingConfig ?? {};
    return 'thinkingLevel' in thinking && 'thinkingBudget' in thinking ? null : read;
  } catch {
    return null;
  }
}

function said(text: string, finishReason: string): Reply {
  const usageMetadata = { promptTokenCount: 700, candidatesTokenCount: 150, totalTokenCount: 850 };
  return json(200, { candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason, index: 0 }], usageMetadata });
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(body) };
}

const schemaShape = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
});

/** The plainest value that fits a JSON schema: empty lists, short words, first choices. */
function instanceOf(schema: unknown): unknown {
  const shape = schemaShape.safeParse(schema).data ?? {};
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.type === 'array') return [];
  if (shape.type === 'string') return 'The stand-in has nothing to add.';
  if (shape.type === 'number' || shape.type === 'integer') return 0;
  if (shape.type === 'boolean') return false;
  return Object.fromEntries(Object.entries(shape.properties ?? {}).map(([key, inner]) => [key, instanceOf(inner)]));
}
