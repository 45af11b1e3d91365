using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;

namespace HybridShop.Components.Reviews;

/// <summary>Where a review stands.</summary>
public enum ReviewStatus
{
    /// <summary>Waits to be read.</summary>
    Pending = 0,

    /// <summary>Public.</summary>
    Approved = 1,

    /// <summary>Not published; its writer sees why.</summary>
    Rejected = 2,
}

/// <summary>Order of a product's reviews.</summary>
public enum ReviewSort
{
    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Lowest rating first.</summary>
    Lowest,
}

/// <summary>A review as its writer sends it.</summary>
/// <remarks>Each property has its line in <see cref="ReviewFields"/>.</remarks>
public sealed record ReviewInput : ICopyable<ReviewInput>
{
    /// <summary>Most characters of a comment.</summary>
    public const int MaxCommentLength = 5_000;

    /// <summary>Strokes, 1 to 5.</summary>
    [Range(1, 5, ErrorMessageResourceType = typeof(ReviewText), ErrorMessageResourceName = nameof(ReviewText.RatingOutOfRange))]
    public int Rating { get; set; }

    /// <summary>The product that it is about; null where that is said beside it. A review stays with its product.</summary>
    [KeptUnlessSet]
    [JsonAlias("product")]
    public int? ProductId { get; set; }

    /// <summary>Words, or null.</summary>
    [StringLength(MaxCommentLength, ErrorMessageResourceType = typeof(ReviewText), ErrorMessageResourceName = nameof(ReviewText.CommentTooLong))]
    public string? Comment { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim().ReplaceLineEndings("\n"); }

    /// <inheritdoc />
    public ReviewInput Copy() => this with { };
}

/// <summary>The fields of a review. A review stays with its product.</summary>
public sealed class ReviewFields : FieldTable<ReviewInput>
{
    /// <summary>The one table.</summary>
    public static ReviewFields All { get; } = new();

    /// <summary>The product that it is about.</summary>
    public Field<ReviewInput> Product { get; } = Of(input => input.ProductId, "product", FieldKinds.OptionalNumber, () => ReviewText.Product, Nobody,
        () => ReviewText.OtherProduct);

    /// <summary>Strokes.</summary>
    public Field<ReviewInput> Rating { get; } = Of(input => input.Rating, "rating", FieldKinds.Number(() => ReviewText.RatingOutOfRange),
        () => ReviewText.Rating);

    /// <summary>Words.</summary>
    public Field<ReviewInput> Comment { get; } = Of(input => input.Comment, "comment", FieldKinds.OptionalText, () => ReviewText.Comment);
}

/// <summary>What a moderator decides.</summary>
public sealed class ModerationInput
{
    /// <summary>Most characters of a reason or a reply.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>Publish, or refuse. A refused edit leaves the earlier words public.</summary>
    [JsonRequired]
    public bool Approve { get; set; }

    /// <summary>Why it was refused, shown to its writer; needed for a refusal.</summary>
    [StringLength(MaxTextLength, ErrorMessageResourceType = typeof(ReviewText), ErrorMessageResourceName = nameof(ReviewText.ReasonTooLong))]
    public string? Reason { get; set; }

    /// <summary>The store's public reply, or null to leave it as it is.</summary>
    [StringLength(MaxTextLength, ErrorMessageResourceType = typeof(ReviewText), ErrorMessageResourceName = nameof(ReviewText.ReplyTooLong))]
    public string? Reply { get; set; }

    /// <summary>Version that was read: words that changed meanwhile are not published unread.</summary>
    [JsonRequired]
    public int SeenVersion { get; set; }
}

/// <summary>A review as everybody may read it; its writer and staff are told more of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProductId">Product.</param>
/// <param name="User">Its writer, or null when the account is gone.</param>
/// <param name="Rating">1 to 5.</param>
/// <param name="Comment">Words, or null.</param>
/// <param name="Reply">The store's reply, or null.</param>
/// <param name="HelpfulCount">How many found it helpful.</param>
/// <param name="CreatedUtc">When it was written, UTC.</param>
/// <param name="UpdatedUtc">When its words changed last, UTC.</param>
/// <param name="Version">Rises with every change of words, rating or reply.</param>
public sealed record ReviewItem(
    int Id, [property: JsonPropertyName("product")] int ProductId, UserLink? User, int Rating, string? Comment, string? Reply, int HelpfulCount,
    DateTime CreatedUtc, DateTime UpdatedUtc, int Version)
{
    /// <summary>Where it stands; for its writer and staff alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewStatus? Status { get; init; }

    /// <summary>Rating of an edit that waits or was refused, while the earlier words are public; for its writer and staff alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PendingRating { get; init; }

    /// <summary>Words of that edit; not there when it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PendingComment { get; init; }

    /// <summary>Why it or its edit was refused; for its writer and staff alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

/// <summary>A review as its writer or a moderator sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProductId">Product.</param>
/// <param name="ProductSlug">Product page.</param>
/// <param name="ProductName">Product name.</param>
/// <param name="Picture">Product picture, or null.</param>
/// <param name="Author">Public name of its writer; null when the account is gone.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Rating">The rating as last published (or first written), 1 to 5.</param>
/// <param name="Comment">The words as last published (or first written), or null.</param>
/// <param name="PendingRating">Rating of an edit that waits; null without one.</param>
/// <param name="PendingComment">Words of an edit that waits; null without one, or when it has none.</param>
/// <param name="Reason">Why it or its edit was refused, or null.</param>
/// <param name="Reply">The store's reply, or null.</param>
/// <param name="Version">Rises with every change of words or rating.</param>
/// <param name="UpdatedUtc">When its words changed last, UTC.</param>
public sealed record ReviewDraft(
    int Id, int ProductId, string ProductSlug, string ProductName, Picture? Picture, string? Author, ReviewStatus Status, int Rating,
    string? Comment, int? PendingRating, string? PendingComment, string? Reason, string? Reply, int Version, DateTime UpdatedUtc)
{
    /// <summary>Whether somebody has to read it. A refused edit keeps its words, and its reason says that it was read.</summary>
    public bool IsWaiting => Status == ReviewStatus.Pending || (PendingRating is not null && Reason is null);

    /// <summary>The rating as its writer last sent it.</summary>
    public int LatestRating => PendingRating ?? Rating;

    /// <summary>The words as their writer last sent them.</summary>
    public string? LatestComment => PendingRating is null ? Comment : PendingComment;
}
