using System.Net.Mail;
using System.Text;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.UI.Services;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Writes letters as *.eml files into the mail folder, for a mail server's pickup or a developer's eyes; it sends nothing. Both of
/// Identity's senders: its pages use the one, newer code the other. Links arrive encoded for HTML, as Identity's own callers do it.
/// </summary>
internal sealed class PickupEmailSender(ShopSettings settings, IConfiguration configuration) : IEmailSender, IEmailSender<ShopUser>
{
    public Task SendConfirmationLinkAsync(ShopUser user, string email, string confirmationLink) =>
        SendEmailAsync(email, Texts.Format(AccountText.MailConfirmSubject, settings.Name),
            Letter(AccountText.MailConfirmBody, AccountText.MailConfirmLink, confirmationLink));

    public Task SendPasswordResetLinkAsync(ShopUser user, string email, string resetLink) =>
        SendEmailAsync(email, Texts.Format(AccountText.MailResetSubject, settings.Name),
            Letter(AccountText.MailResetBody, AccountText.MailResetLink, resetLink));

    public Task SendPasswordResetCodeAsync(ShopUser user, string email, string resetCode) =>
        SendEmailAsync(email, Texts.Format(AccountText.MailResetSubject, settings.Name), $"<p>{AccountText.MailResetCode}</p><p>{resetCode}</p>");

    public async Task SendEmailAsync(string email, string subject, string htmlMessage)
    {
        using var letter = new MailMessage
        {
            From = new(configuration["Mail:From"] is { Length: > 0 } from ? from : "counter@fivebar.example", settings.Name, Encoding.UTF8),
            Subject = subject,
            SubjectEncoding = Encoding.UTF8,
            Body = $"<!doctype html><html lang=\"en\"><body>{htmlMessage}</body></html>",
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = true,
        };
        letter.To.Add(new MailAddress(email));

        // The client names the file itself, at random. A name before the @ beyond ASCII has no older form than plain UTF-8.
        using var pickup = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = Directory.CreateDirectory(settings.MailFolder).FullName,
            DeliveryFormat = Ascii.IsValid(email) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
        };
        await pickup.SendMailAsync(letter);
    }

    private static string Letter(string body, string linkText, string encodedLink) => $"<p>{body}</p><p><a href=\"{encodedLink}\">{linkText}</a></p>";
}
