using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReviewDeskIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Products_Board",
                table: "Products");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_CreatedUtc",
                table: "Reviews",
                column: "CreatedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_Refused",
                table: "Reviews",
                column: "Id",
                filter: "\"Status\" = 2 OR (\"PendingRating\" IS NOT NULL AND \"Reason\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Products_Board",
                table: "Products",
                columns: new[] { "CategoryId", "Stock", "LowStockThreshold", "Sku", "Name", "Id", "Status", "PriceMinor", "CreatedUtc" },
                filter: "\"Status\" <> 2");

            migrationBuilder.CreateIndex(
                name: "IX_Products_Withdrawn",
                table: "Products",
                columns: new[] { "CategoryId", "Status" },
                filter: "\"Status\" = 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reviews_CreatedUtc",
                table: "Reviews");

            migrationBuilder.DropIndex(
                name: "IX_Reviews_Refused",
                table: "Reviews");

            migrationBuilder.DropIndex(
                name: "IX_Products_Board",
                table: "Products");

            migrationBuilder.DropIndex(
                name: "IX_Products_Withdrawn",
                table: "Products");

            migrationBuilder.CreateIndex(
                name: "IX_Products_Board",
                table: "Products",
                columns: new[] { "CategoryId", "Stock", "LowStockThreshold", "Sku", "Name", "Id", "Status" },
                filter: "\"Status\" <> 2");
        }
    }
}
