"""The public record: an append-only Merkle tree in the formats of C2SP (docs/spec/record.md)."""
