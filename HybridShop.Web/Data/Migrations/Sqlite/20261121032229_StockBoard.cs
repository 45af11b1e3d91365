using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StockBoard : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StockMovements_CreatedUtc",
                table: "StockMovements");

            migrationBuilder.CreateIndex(
                name: "IX_StockMovements_CreatedUtc_ProductId",
                table: "StockMovements",
                columns: new[] { "CreatedUtc", "ProductId" },
                descending: new[] { true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Products_Board",
                table: "Products",
                columns: new[] { "CategoryId", "Stock", "LowStockThreshold", "Sku", "Name", "Id", "Status" },
                filter: "\"Status\" <> 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StockMovements_CreatedUtc_ProductId",
                table: "StockMovements");

            migrationBuilder.DropIndex(
                name: "IX_Products_Board",
                table: "Products");

            migrationBuilder.CreateIndex(
                name: "IX_StockMovements_CreatedUtc",
                table: "StockMovements",
                column: "CreatedUtc",
                descending: new bool[0]);
        }
    }
}
