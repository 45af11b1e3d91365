using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Api;

/// <summary>A request that came with an Idempotency-Key, and its answer once there is one: the same request again gets the same answer.</summary>
internal sealed class IdempotencyRecord
{
    /// <summary>Most characters of a key.</summary>
    public const int KeyLength = 255;

    /// <summary>Who the key of a signed-in user belongs to.</summary>
    public static string CallerOf(int userId) => string.Create(CultureInfo.InvariantCulture, $"user {userId}");

    /// <summary>Whose key it is: two callers may choose the same one.</summary>
    public required string Caller { get; set; }

    public required string Key { get; set; }

    /// <summary>SHA-256 of verb, address, content type and body: a key stands for one request.</summary>
    public required byte[] RequestHash { get; set; }

    public DateTime CreatedUtc { get; set; }

    /// <summary>Set within the act's own transaction, so that a process that dies before it answers does not let the act be done twice.</summary>
    public bool IsCarriedOut { get; set; }

    /// <summary>Status of the answer; null while there is none.</summary>
    public int? Status { get; set; }

    /// <summary>The answer's headers that belong to it (Content-Type, Location, ETag), as JSON.</summary>
    public string? Headers { get; set; }

    public byte[]? Body { get; set; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    private const int CallerLength = 100;
    private const int HashBytes = 32;
    private const int HeadersLength = 4_000;

    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("IdempotencyRecords");
        record.HasKey(r => new { r.Caller, r.Key });
        record.Property(r => r.Caller).HasMaxLength(CallerLength);
        record.Property(r => r.Key).HasMaxLength(IdempotencyRecord.KeyLength);
        record.Property(r => r.RequestHash).HasMaxLength(HashBytes);
        record.Property(r => r.Headers).HasMaxLength(HeadersLength);
        record.HasIndex(r => r.CreatedUtc);
    }
}
