import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/** The request header in which this process itself puts the address of the connection. */
export const peerHeader = 'x-atrium-peer'

const isRequest = (value: unknown): value is { readonly request: IncomingMessage } =>
  typeof value === 'object' && value !== null && 'request' in value

/** From now on each request carries its connection's address, whatever it said of itself. */
export function noteAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    if (isRequest(message)) message.request.headers[peerHeader] = message.request.socket.remoteAddress ?? ''
  })
}
