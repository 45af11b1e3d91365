namespace HybridShop.Components.Reviews;

/// <summary>What a moderator has typed about one review and not sent yet: it outlives a look at another review, and a refused save.</summary>
public sealed class ReviewAnswer(ReviewDraft review)
{
    private readonly string published = review.Reply ?? "";

    /// <summary>The store's reply as it stands in the field.</summary>
    public string Reply { get; set; } = review.Reply ?? "";

    /// <summary>Why it is refused.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether the reason is asked for.</summary>
    public bool AsksReason { get; set; }

    /// <summary>Why the last save was refused; empty when it was not.</summary>
    public IReadOnlyList<OutcomeError> Errors { get; set; } = [];

    /// <summary>The reply to send, or null when it is as it was.</summary>
    public string? ChangedReply => Reply == published ? null : Reply;

    /// <summary>Whether there is nothing that could be lost.</summary>
    public bool IsUntouched => ChangedReply is null && Reason.Length == 0;

    /// <summary>What was typed.</summary>
    public ReviewTyping ToTyping() => new(Reply, Reason, AsksReason);

    /// <summary>Puts back what was typed before.</summary>
    public void Take(ReviewTyping typed) => (Reply, Reason, AsksReason) = (typed.Reply, typed.Reason, typed.AsksReason);

    /// <summary>What is wrong with one field (empty: with the whole), or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>What stood in the fields of a <see cref="ReviewAnswer"/>.</summary>
/// <param name="Reply">The store's reply.</param>
/// <param name="Reason">Why it is refused.</param>
/// <param name="AsksReason">Whether the reason was asked for.</param>
public sealed record ReviewTyping(string Reply, string Reason, bool AsksReason);

/// <summary>What happened to the review that is being read, since it was opened.</summary>
/// <param name="Latest">The review as it is now, or null when it is gone.</param>
/// <param name="Actor">Who did it.</param>
public sealed record RemoteReviewChange(ReviewDraft? Latest, string Actor)
{
    /// <summary>A sentence for the reader.</summary>
    public string Sentence => Texts.Format(Format, Actor);

    private string Format => Latest switch
    {
        null => ReviewModerationText.DeletedWhileRead,
        { IsWaiting: true } => ReviewModerationText.ChangedWhileRead,
        { Reason: not null } => ReviewModerationText.RefusedWhileRead,
        _ => ReviewModerationText.PublishedWhileRead,
    };
}
