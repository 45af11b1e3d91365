using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Reviews;

/// <summary>One review as it is read and decided on. It never changes under the reader: what happened meanwhile is said beside it.</summary>
public partial class ReviewReading
{
    private ElementReference heading;
    private ElementReference reasonField;
    private bool shallAsk;

    /// <summary>The review as it was opened.</summary>
    [Parameter, EditorRequired]
    public required ReviewDraft Review { get; set; }

    /// <summary>What was typed about it so far.</summary>
    [Parameter, EditorRequired]
    public required ReviewAnswer Answer { get; set; }

    /// <summary>What happened to it since, or null.</summary>
    [Parameter]
    public RemoteReviewChange? RemoteChange { get; set; }

    /// <summary>Whether a decision is under way.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Whether single letters press buttons.</summary>
    [Parameter]
    public bool KeysAreOn { get; set; } = true;

    /// <summary>Whether the focus comes here when it is opened, as after a decision on the one before.</summary>
    [Parameter]
    public bool TakesFocus { get; set; }

    /// <summary>Something was typed into the answer.</summary>
    [Parameter]
    public EventCallback OnTyped { get; set; }

    /// <summary>The decision; the desk adds the version that was read.</summary>
    [Parameter]
    public EventCallback<ModerationInput> OnDecide { get; set; }

    /// <summary>The reader wants to see it as it is now.</summary>
    [Parameter]
    public EventCallback OnShowLatest { get; set; }

    private string Author => Review.Author ?? ReviewModerationText.Nobody;

    private bool EditWaits => Review.IsWaiting && Review.PendingRating is not null;

    private bool MayPublish => Review.Status != ReviewStatus.Approved || Review.PendingRating is not null;

    private bool MayRefuse => Review.IsWaiting || (Review.Status == ReviewStatus.Approved && Review.PendingRating is null);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && TakesFocus)
        {
            await heading.FocusAsync();
        }

        if (shallAsk)
        {
            shallAsk = false;
            await reasonField.FocusAsync();
        }
    }

    private string? Key(string key) => KeysAreOn ? key : null;

    private void Ask() => shallAsk = Answer.AsksReason = true;

    private Task SubmitAsync() => Answer.AsksReason ? SendAsync(new() { Reason = Answer.Reason }) : Task.CompletedTask;

    private Task SendAsync(ModerationInput decision)
    {
        decision.Reply = Answer.ChangedReply;
        return OnDecide.InvokeAsync(decision);
    }
}
