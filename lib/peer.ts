import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The request header in which this process itself puts the address of the connection. */
export const peerHeader = 'x-atrium-peer'

/** The response header in which a route handler says how long its body is: Next takes away what it says itself. */
export const lengthHeader = 'x-atrium-length'

type Started = { readonly request: IncomingMessage; readonly response: ServerResponse }

const isStarted = (value: unknown): value is Started =>
  typeof value === 'object' && value !== null && 'request' in value && 'response' in value

/** Puts the length where it belongs as the head of the answer is written. */
function giveLength(response: ServerResponse): void {
  const { writeHead } = response
  const write = (...given: readonly unknown[]) => {
    const length = response.getHeader(lengthHeader)
    response.removeHeader(lengthHeader)
    // What is compressed on its way has another one.
    if (length !== undefined && !response.hasHeader('content-encoding')) response.setHeader('content-length', length)
    return Reflect.apply(writeHead, response, given)
  }
  Object.assign(response, { writeHead: write })
}

/** From now on each request carries its connection's address, whatever it said of itself, and an answer its length. */
export function noteConnections(): void {
  subscribe('http.server.request.start', (message) => {
    if (!isStarted(message)) return
    message.request.headers[peerHeader] = message.request.socket.remoteAddress ?? ''
    giveLength(message.response)
  })
}
